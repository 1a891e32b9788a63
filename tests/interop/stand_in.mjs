// Completes an update with the official SDK against a stand-in at HOST:PORT: its own signing, through its documented
// options alone. Prints one line of JSON for each call: its name, and the status and body of the answer.
//
//   node stand_in.mjs HOST:PORT PRIVATE_KEY_PEM PUBLIC_KEY_ID REGION ALGORITHM SESSION_ID CHARGE_PERMISSION_ID

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { WebStoreClient } = require('@amazonpay/amazon-pay-api-sdk-nodejs');

const [address, key, publicKeyId, region, algorithm, session, permission] = process.argv.slice(2);
const client = new WebStoreClient({
  publicKeyId,
  privateKey: readFileSync(key, 'utf8'),
  region,
  algorithm,
  overrideServiceUrl: address,
});

const idempotent = () => ({ 'x-amz-pay-idempotency-key': crypto.randomUUID().replaceAll('-', '') });
const price = { amount: region === 'jp' ? '1234' : '12.34', currencyCode: { jp: 'JPY', us: 'USD' }[region] };
const charge = { chargePermissionId: permission, chargeAmount: price, captureNow: true };

async function call(name, ...given) {
  const answer = await client[name](...given).catch((error) => error.response ?? Promise.reject(error));
  console.log(JSON.stringify({ name, status: answer.status, body: answer.data }));
  return answer.data;
}

await call('getCheckoutSession', session);
await call('completeCheckoutSession', session, {}, idempotent());
await call('getChargePermission', permission);
await call('updateChargePermission', permission, { merchantMetadata: { noteToBuyer: 'Merci, 有難う' } });
const { chargeId } = await call('createCharge', charge, idempotent());
await call('getCharge', chargeId);
await call('closeChargePermission', permission, { closureReason: 'Test', cancelPendingCharges: false });
await call('createCharge', charge, idempotent());

// Signs payloads with the official Node SDK, as its README shows, and prints how many nanoseconds this took.
//
//   node sdk.mjs KEY_PEM COUNT < PAYLOAD

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../tests/interop/package.json', import.meta.url));
const Client = require('@amazonpay/amazon-pay-api-sdk-nodejs');

const [key, count] = process.argv.slice(2);
const payload = readFileSync(0, 'utf8');
const client = new Client.WebStoreClient({
  publicKeyId: 'SANDBOX-AEXAMPLEKEYID',
  privateKey: readFileSync(key),
  region: 'us',
  sandbox: true,
  algorithm: 'AMZN-PAY-RSASSA-PSS-V2',
});
client.generateButtonSignature(payload);
const start = process.hrtime.bigint();
for (let done = 0; done < Number(count); done += 1) client.generateButtonSignature(payload);
console.log(String(process.hrtime.bigint() - start));

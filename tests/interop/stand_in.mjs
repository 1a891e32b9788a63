// A shop in Node against the program `amazon-pay-stand-in`. The shop uses nothing of this repository: only the official
// SDK, through its documented options, and Node's own cryptography.
//
// Prints one line of JSON for each thing that it sees: calls of the SDK with status and body, notifications with the
// result of their verification, and at the end the answers of the control interface.
//
//   node stand_in.mjs PROGRAM PRIVATE_KEY_PEM PUBLIC_KEY_PEM REGION HOST ALGORITHM

import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
const { WebStoreClient } = require('@amazonpay/amazon-pay-api-sdk-nodejs');

const [program, privatePem, publicPem, region, host, algorithm] = process.argv.slice(2);
const publicKeyId = 'SANDBOX-AEXAMPLEKEYID';
const merchantId = 'A3LVSV45M75151';
const permission = 'B01-1234567-1234567';
const print = (seen) => console.log(JSON.stringify(seen));

// The shop's address for notifications, and what was posted to it.
const posted = [];
const shop = http.createServer(async (request, response) => {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += piece;
  posted.push(body);
  response.end();
});
await once(shop.listen(0, '127.0.0.1'), 'listening');

const standIn = spawn(program, [
  'serve', '--region', region, '--public-key', publicPem, '--public-key-id', publicKeyId,
  '--merchant-id', merchantId, '--charge-permission', permission,
  '--ipn-url', `http://127.0.0.1:${shop.address().port}/ipn`,
], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => standIn.kill());
const { value: line } = await createInterface({ input: standIn.stdout })[Symbol.asyncIterator]().next();
const first = JSON.parse(line);

async function control(path, body) {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(first.control + path, body && post);
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}

// The SDK.
const { port } = new URL(first.api);
const client = new WebStoreClient({
  publicKeyId,
  privateKey: readFileSync(privatePem, 'utf8'),
  region,
  sandbox: true,
  algorithm,
  overrideServiceUrl: `${host}:${port}`,
});
const idempotent = () => ({ 'x-amz-pay-idempotency-key': crypto.randomUUID().replaceAll('-', '') });
const currency = { eu: 'EUR', jp: 'JPY', uk: 'GBP', us: 'USD' }[region];

async function call(name, ...given) {
  const answer = await client[name](...given).catch((error) => error.response ?? Promise.reject(error));
  print({ name, status: answer.status, body: answer.data });
  return answer.data;
}

// The button: what `checkout.js` posts.
await control('/outcomes', { outcome: 'ChangeCard', card: '0000' });
const payload = JSON.stringify({
  storeId: 'amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId',
  webCheckoutDetails: { checkoutResultReturnUrl: 'https://shop.example/done?order=7' },
  chargePermissionId: permission,
  chargePermissionType: 'PaymentMethodOnFile',
  paymentMethodOnFileMetadata: { setupOnly: true },
  paymentDetails: { paymentIntent: 'Confirm', canHandlePendingAuthorization: false },
});
const opened = await fetch(`${first.page}/checkout/initiate`, {
  method: 'POST',
  redirect: 'manual',
  body: new URLSearchParams({
    payloadJSON: payload,
    signature: client.generateButtonSignature(payload),
    publicKeyId,
    algorithm,
    merchantId,
    ledgerCurrency: currency,
    environment: 'SANDBOX',
    productType: 'PayOnly',
    placement: 'Other',
  }),
});
const location = opened.headers.get('location');
print({ name: 'initiate', status: opened.status, location, body: location ? null : await opened.text() });

if (location) {
  const session = new URL(location).searchParams.get('amazonCheckoutSessionId');
  const price = { amount: region === 'jp' ? '1234' : '12.34', currencyCode: currency };
  const charge = { chargePermissionId: permission, chargeAmount: price, captureNow: true };
  await call('getCheckoutSession', session);
  // As in the sample of the SDK: without an idempotency key.
  await call('completeCheckoutSession', session, {});
  await call('getChargePermission', permission);
  await call('updateChargePermission', permission, { merchantMetadata: { noteToBuyer: 'Merci, 有難う' } });
  const { chargeId } = await call('createCharge', charge, idempotent());
  await call('getCharge', chargeId);
  await call('closeChargePermission', permission, { closureReason: 'Test', cancelPendingCharges: false });
  await call('createCharge', charge, idempotent());
} else {
  await call('getChargePermission', permission);
}

// Every name leads to this machine.
const lookup = (name, options, found) =>
  options.all ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4);

async function fetched(agent, url, options) {
  const { hostname, pathname } = new URL(url);
  const [response] = await once(agent.get({ hostname, path: pathname, lookup, ...options }), 'response');
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode}`);
  const pieces = [];
  for await (const piece of response) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function verified(message) {
  const envelope = JSON.parse(message);
  const url = new URL(envelope.SigningCertURL);
  if (url.protocol !== 'https:' || !/^sns\.[a-z0-9-]+\.amazonaws\.com$/.test(url.hostname)) return false;
  // The SDK has switched the checks of certificates off in this process.
  const trusting = { port, ca: first.ca_pem, rejectUnauthorized: true };
  const leaf = new crypto.X509Certificate(await fetched(https, url, trusting));
  const [, issuerUrl] = /^CA Issuers - URI:(.+)$/m.exec(leaf.infoAccess);
  const issuer = new crypto.X509Certificate(await fetched(http, issuerUrl, { port: new URL(first.page).port }));
  const root = new crypto.X509Certificate(first.sns_ca_pem);
  if (!leaf.verify(issuer.publicKey) || !issuer.verify(root.publicKey)) return false;
  if (leaf.checkHost('sns.amazonaws.com') === undefined) return false;
  const signed = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
  const text = signed.filter((name) => name in envelope).map((name) => `${name}\n${envelope[name]}\n`).join('');
  const hash = { 1: 'RSA-SHA1', 2: 'RSA-SHA256' }[envelope.SignatureVersion];
  return crypto.verify(hash, Buffer.from(text), leaf.publicKey, Buffer.from(envelope.Signature, 'base64'));
}

// Wait until the shop has answered each notification.
const end = Date.now() + 10_000;
const answered = ({ notifications }) => notifications.every((one) => one.attempts.length > 0);
while (!answered(await control('/notifications')) && Date.now() < end) {
  await new Promise((resolve) => setTimeout(resolve, 20));
}
for (const message of posted) {
  const { SignatureVersion: version, TopicArn: topic, Message } = JSON.parse(message);
  const { ObjectType: object, ObjectId: id, NotificationType: change } = JSON.parse(Message);
  print({ name: 'notification', version, object, id, change, topic: topic === first.topic_arn, verified: await verified(message) });
}
if (posted.length > 0) {
  const altered = JSON.parse(posted[0]);
  altered.Message += ' ';
  print({ name: 'altered', verified: await verified(JSON.stringify(altered)) });
}
print({ name: 'requests', ...(await control('/requests')) });
print({ name: 'charges', ...(await control('/charges')) });

standIn.kill('SIGTERM');
print({ name: 'ended', status: (await once(standIn, 'exit'))[0] });
shop.closeAllConnections();
shop.close();

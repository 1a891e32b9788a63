// Reads lines of {"region","sandbox","publicKeyId","algorithm","call","date","ours"}. It makes each call with the
// official SDK at that date, and catches the HTTP request in place of sending it. For each call, it prints
// {"method","url","body","headers","canonicalRequest"} of the SDK's request, and "accepted": whether Node's crypto
// accepts our signature over our string to sign.
//
//   node request.mjs PRIVATE_KEY_PEM PUBLIC_KEY_PEM < lines

import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { WebStoreClient } = require('@amazonpay/amazon-pay-api-sdk-nodejs');
const requireOfSdk = createRequire(require.resolve('@amazonpay/amazon-pay-api-sdk-nodejs'));

const privateKey = readFileSync(process.argv[2], 'utf8');
const publicKey = crypto.createPublicKey(readFileSync(process.argv[3]));
const saltLengths = { 'AMZN-PAY-RSASSA-PSS': 20, 'AMZN-PAY-RSASSA-PSS-V2': 32 };

let caught;
requireOfSdk('axios').request = (options) => {
  caught = options;
  return Promise.resolve({ status: 200, data: {} });
};

// What the SDK hashes last is the canonical request.
let hashed;
const cryptoOfSdk = require('crypto');
const createHash = cryptoOfSdk.createHash;
cryptoOfSdk.createHash = (name) => {
  const hash = createHash(name);
  const update = hash.update.bind(hash);
  hash.update = (text) => {
    hashed = text;
    return update(text);
  };
  return hash;
};

const TheDate = Date;
function withDate(milliseconds, run) {
  globalThis.Date = class extends TheDate {
    constructor() {
      super(milliseconds);
    }
  };
  try {
    return run();
  } finally {
    globalThis.Date = TheDate;
  }
}

function accepted({ algorithm, stringToSign, signature }) {
  const padding = crypto.constants.RSA_PKCS1_PSS_PADDING;
  const key = { key: publicKey, padding, saltLength: saltLengths[algorithm] };
  return crypto.verify('sha256', Buffer.from(stringToSign), key, Buffer.from(signature, 'base64'));
}

async function answer({ region, sandbox, publicKeyId, algorithm, call, date, ours }) {
  const client = new WebStoreClient({ publicKeyId, privateKey, region, sandbox, algorithm });
  let canonicalRequest;
  const sent = withDate(date, () => {
    const sent = client[call.name](...call.arguments);
    canonicalRequest = hashed;
    return sent;
  });
  await sent;
  const { method, url, data, headers } = caught;
  return { method, url, body: data ?? '', headers, canonicalRequest, accepted: accepted(ours) };
}

for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}

// Reads lines of {"algorithm","payloadJSON","signature"}. For each, it prints whether Node's crypto accepts the
// signature over the string to sign that the official SDK builds: {"accepted":true,"stringToSign":"..."}.
//
//   node verify.mjs PUBLIC_KEY_PEM < lines

import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const cryptoOfSdk = require('crypto');
const { AmazonPayClient } = require('@amazonpay/amazon-pay-api-sdk-nodejs');

const publicKey = crypto.createPublicKey(readFileSync(process.argv[2]));
const saltLengths = { 'AMZN-PAY-RSASSA-PSS': 20, 'AMZN-PAY-RSASSA-PSS-V2': 32 };

// The SDK signs its string as soon as it has built it. Take the string in place of the signature.
let built;
cryptoOfSdk.createSign = () => ({
  update(text) {
    built = text;
    return { sign: () => '' };
  },
});

function stringToSign(algorithm, payload) {
  const client = new AmazonPayClient({
    publicKeyId: 'SANDBOX-AEXAMPLEKEYID',
    privateKey: 'not used',
    region: 'us',
    sandbox: true,
    algorithm,
  });
  client.generateButtonSignature(payload);
  return built;
}

function verify({ algorithm, payloadJSON, signature }) {
  const saltLength = saltLengths[algorithm];
  if (saltLength === undefined) return { accepted: false, stringToSign: null };
  const text = stringToSign(algorithm, payloadJSON);
  const key = { key: publicKey, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength };
  const accepted = crypto.verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'));
  return { accepted, stringToSign: text };
}

// Not node:readline, which ends lines at U+2028 too.
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  console.log(JSON.stringify(verify(JSON.parse(line))));
}

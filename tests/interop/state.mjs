// Reads one line, {"privateKey","publicKey","tokens","claims"}, and prints one line, {"accepted":[...],"tokens":[...]}.
// "accepted" has the claims of each state token that WebCrypto accepts as a JWS with ES256, and null for every other
// token. "tokens" has a token for each text of claims, signed by node:crypto.
//
//   node state.mjs < line

import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';

const { privateKey, publicKey, tokens, claims } = JSON.parse(readFileSync(0, 'utf8'));
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const spki = crypto.createPublicKey(publicKey).export({ type: 'spki', format: 'der' });
// The members that RFC 7638 names, in the order of their names.
const { crv, kty, x, y } = crypto.createPublicKey(publicKey).export({ format: 'jwk' });
const thumbprint = crypto.createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
const kid = thumbprint.slice(0, 8);
const webKey = await crypto.subtle.importKey('spki', spki, ecdsa, false, ['verify']);

async function verify(token) {
  const [header, payload, signature, ...more] = token.split('.');
  if (more.length > 0 || signature === undefined) return null;
  const bytes = Buffer.from(signature, 'base64url');
  // Node's decoder skips characters that it does not know. A JWS reader must not (RFC 7515, section 2).
  if (bytes.toString('base64url') !== signature) return null;
  if (!(await crypto.subtle.verify(ecdsa, webKey, bytes, Buffer.from(`${header}.${payload}`)))) return null;
  const named = JSON.parse(Buffer.from(header, 'base64url'));
  if (named.alg !== 'ES256' || named.kid !== kid) return null;
  return Buffer.from(payload, 'base64url').toString('utf8');
}

function sign(text) {
  const encode = (part) => Buffer.from(part).toString('base64url');
  const message = `${encode(JSON.stringify({ alg: 'ES256', kid }))}.${encode(text)}`;
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' };
  return `${message}.${crypto.sign('sha256', Buffer.from(message), key).toString('base64url')}`;
}

console.log(JSON.stringify({ accepted: await Promise.all(tokens.map(verify)), tokens: claims.map(sign) }));

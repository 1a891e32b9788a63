// Runs in the page. For every recorded call, it tells whether WebCrypto accepts the signature over the string to sign
// that is built here, and whether WebCrypto still accepts the signature when the payload is changed.
const [spki, done] = arguments;
const utf8 = new TextEncoder();

async function accepted(key, { payloadJSON, signature, algorithm }) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8.encode(payloadJSON)));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const saltLength = { "AMZN-PAY-RSASSA-PSS-V2": 32, "AMZN-PAY-RSASSA-PSS": 20 }[algorithm];
  const bytes = Uint8Array.from(atob(signature), (c) => c.charCodeAt(0));
  return crypto.subtle.verify({ name: "RSA-PSS", saltLength }, key, bytes, utf8.encode(`${algorithm}\n${hash}`));
}

async function verifyCalls() {
  const der = Uint8Array.from(atob(spki), (c) => c.charCodeAt(0));
  const key = await crypto.subtle.importKey("spki", der, { name: "RSA-PSS", hash: "SHA-256" }, false, ["verify"]);
  return Promise.all(
    standInForCheckout.calls.map(async ({ args: [{ createCheckoutSessionConfig: config }] }) => [
      await accepted(key, config),
      await accepted(key, { ...config, payloadJSON: config.payloadJSON + " " }),
    ]),
  );
}

verifyCalls().then(done, (error) => done(String(error)));

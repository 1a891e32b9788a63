// Stands in for Amazon's checkout.js: it records every call, and what the browser complains of. At an address that ends
// in #submit, it also posts the payload, as Amazon's script does that was read for these tests.
(() => {
  const record = { calls: [], violations: [], errors: [] };
  window.standInForCheckout = record;
  document.addEventListener("securitypolicyviolation", (event) => record.violations.push(event.violatedDirective));
  window.addEventListener("error", (event) => record.errors.push(event.message));

  const hosts = {
    USD: "apay-us.amazon.com",
    EUR: "payments.amazon.de",
    GBP: "payments.amazon.co.uk",
    JPY: "payments.amazon.co.jp",
  };

  function submit(options) {
    const form = document.createElement("form");
    form.method = "POST";
    form.action = `https://${hosts[options.ledgerCurrency]}/checkout/initiate`;
    for (const [name, value] of Object.entries(options.createCheckoutSessionConfig)) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  }

  const standIn = (name) => (...args) => {
    record.calls.push({ name, args: structuredClone(args) });
    if (location.hash === "#submit") submit(args[0]);
  };
  window.amazon = { Pay: { initCheckout: standIn("initCheckout"), initUpdate: standIn("initUpdate") } };
})();

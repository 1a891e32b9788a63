// checkout.js of amazon-pay-stand-in: not Amazon's script. It posts what Amazon's posts, to where it came from.
(() => {
  "use strict";
  const script = document.currentScript;
  const origin = script ? new URL(script.src).origin : null;
  const languages = ["LANGUAGES"];
  const placements = ["Home", "Product", "Cart", "Checkout", "Other"];

  // As Amazon's script does it: a text that begins so, thrown as it is.
  function refuse(problems) {
    throw "AmazonPay:\n" + problems.map((problem) => problem + "\n").join("");
  }

  function checked(options, needsPlacement) {
    if (options === null || typeof options !== "object") refuse(["The options must be an object."]);
    const problems = [];
    const config = options.createCheckoutSessionConfig;
    const missing = (value) => value === undefined || value === null || value === "";
    for (const name of ["merchantId", "ledgerCurrency"]) {
      if (missing(options[name])) problems.push(`${name} is a required field.`);
    }
    if (needsPlacement && missing(options.placement)) problems.push("placement is a required field.");
    if (!missing(options.placement) && !placements.includes(options.placement)) {
      problems.push(`placement must be one of ${placements.join(", ")}.`);
    }
    if (!missing(options.sandbox) && typeof options.sandbox !== "boolean") {
      problems.push("sandbox must be true or false.");
    }
    if (config === null || typeof config !== "object") {
      problems.push("createCheckoutSessionConfig is a required field.");
    } else {
      for (const name of ["payloadJSON", "signature", "publicKeyId"]) {
        if (missing(config[name])) problems.push(`createCheckoutSessionConfig.${name} is a required field.`);
      }
    }
    if (origin === null) problems.push("Load this script by a script element with src.");
    if (problems.length > 0) refuse(problems);
    return config;
  }

  function language(options) {
    if (options.checkoutLanguage) return options.checkoutLanguage;
    const own = navigator.language.replace("-", "_");
    return languages.includes(own) ? own : languages[0];
  }

  const text = (value) => (typeof value === "string" ? value : JSON.stringify(value));

  function start(options, needsPlacement) {
    const config = checked(options, needsPlacement);
    const fields = {
      payloadJSON: text(config.payloadJSON),
      signature: config.signature,
      publicKeyId: config.publicKeyId,
      algorithm: config.algorithm || "AMZN-PAY-RSASSA-PSS",
      authorizationToken: config.authorizationToken,
      checkoutLanguage: language(options),
      ledgerCurrency: options.ledgerCurrency,
      merchantId: options.merchantId,
      productType: options.productType || "PayAndShip",
      environment: options.sandbox ? "SANDBOX" : "LIVE",
      placement: options.placement,
      scopes: options.scopes && text(options.scopes),
      estimatedOrderAmount: options.estimatedOrderAmount && text(options.estimatedOrderAmount),
      platformConnectionId: options.platformConnectionId,
      merchantDomain: location.hostname,
      origin_url: location.href,
    };
    const form = document.createElement("form");
    form.method = "POST";
    form.action = origin + "/checkout/initiate";
    form.acceptCharset = "UTF-8";
    form.hidden = true;
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined || value === null) continue;
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = value;
      form.append(input);
    }
    document.body.append(form);
    // An input that is called submit would be in the way.
    HTMLFormElement.prototype.submit.call(form);
  }

  window.amazon = window.amazon || {};
  window.amazon.Pay = {
    initCheckout: (options) => start(options, true),
    initUpdate: (options) => start(options, false),
    renderButton: () => refuse(["This stand-in has only initCheckout and initUpdate."]),
  };
})();

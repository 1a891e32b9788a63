for (const button of document.querySelectorAll("[data-amazon-pay-options]")) {
  button.addEventListener("click", () => {
    const { amazonPayFunction, amazonPayOptions } = button.dataset;
    amazon.Pay[amazonPayFunction](JSON.parse(amazonPayOptions));
  });
}

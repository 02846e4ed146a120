// A product for what the framework and the protocol are tested with.
import type { Product } from "../../src/framework/index.js";

export const PRODUCT: Product = {
  name: "terraform-provider-test",
  reportAt: "https://example.com/issues",
  service: "the warehouse",
  usage: "Terraform starts it.",
};

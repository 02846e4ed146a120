// What a person reads who runs the plugin from a shell.
import type { Product } from "../../framework/index.js";

export const startedByHand = (address: string, { usage }: Product): string =>
  `This is the Terraform provider ${address}.\n\n${usage}\n`;

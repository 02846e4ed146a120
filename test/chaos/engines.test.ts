// Which engine plays a seed's round, and what each can play.
import { expect, it } from "@jest/globals";
import { engineFor, knowsEphemeral } from "./engines.js";

const seeds = Array.from({ length: 100 }, (_, seed) => seed);

it("half of the seeds draw each of two engines, and every seed an only one", () => {
  const drawn = seeds.map((seed) => engineFor(seed, ["terraform", "tofu"]));
  expect(drawn.filter((engine) => engine === "tofu")).toHaveLength(seeds.length / 2);
  expect(new Set(seeds.map((seed) => engineFor(seed, ["tofu"])))).toEqual(new Set(["tofu"]));
});

it.each([
  { product: "Terraform", version: "1.9.8", knows: false },
  { product: "Terraform", version: "1.10.0", knows: true },
  { product: "OpenTofu", version: "1.10.6", knows: false },
  { product: "OpenTofu", version: "1.12.6-dev", knows: true },
] as const)("$product $version knows ephemeral resources: $knows", ({ knows, ...engine }) => {
  expect(knowsEphemeral(engine)).toBe(knows);
});

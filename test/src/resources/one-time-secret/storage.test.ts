// What becomes of a secret that is shown once, and that it is known before there is one.
import { expect, it } from "@jest/globals";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { unseal } from "../../../../src/age.js";
import { DiagnosticError, Secret } from "../../../../src/framework/index.js";
import { storageFor } from "../../../../src/resources/one-time-secret/storage.js";

const SECRET = new Secret("s3cret");

/** Of the right form, with its checksum: but its 32 bytes are zeros, which are no key. */
const NO_KEY = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z";

it("is stored as it is, for nobody", async () => {
  const store = await storageFor(null);
  expect(await store(SECRET)).toEqual({ plain: SECRET, sealed: null });
});

it("is stored sealed, for recipients", async () => {
  const identity = await generateX25519Identity();
  const store = await storageFor([await identityToRecipient(identity)]);
  const { plain, sealed } = await store(SECRET);
  expect(plain).toBeNull();
  expect((await unseal(sealed ?? "", [new Secret(identity)])).equals(SECRET)).toBe(true);
});

it("is not made for recipients that nothing can be sealed to", async () => {
  const error: unknown = await storageFor([NO_KEY]).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DiagnosticError);
  expect((error as DiagnosticError).diagnostics).toMatchObject([
    { summary: "Cannot seal to the recipients in seal_to", attribute: ["seal_to"] },
  ]);
});

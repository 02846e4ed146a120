// The TypeScript of the reference that no deployed example covers synthesises, validation included.
import { describe, expect, it } from "@jest/globals";
import { App, Testing } from "cdktf";
import { LookupStack } from "../../docs/examples/data-sources/api_token";

describe("docs/examples/data-sources/api_token.ts", () => {
  it("looks up the token that the page talks about", () => {
    const stack = new LookupStack(Testing.stubVersion(new App()), "docs");
    const { data } = JSON.parse(Testing.synth(stack, true));
    expect(data.atlan_api_token.loader).toMatchObject({ display_name: "nightly loader" });
  });
});

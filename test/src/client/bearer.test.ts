// Bearer tokens as people paste them.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { BearerError, normalizeBearer } from "../../../src/client/index.js";

describe("normalizeBearer", () => {
  test.each([
    ["plain", "eyJ.a.b"],
    ["blanks around", "  eyJ.a.b\r\n"],
    ["double quotes", '"eyJ.a.b"'],
    ["single quotes", "'eyJ.a.b'"],
    ["a leading Bearer", "Bearer eyJ.a.b"],
    ["a leading bearer in lower case", "bearer   eyJ.a.b"],
    ["quotes around all of it", '"Bearer eyJ.a.b"'],
    ["quotes inside of it", 'Bearer "eyJ.a.b"'],
    ["the whole header line", "Authorization: Bearer eyJ.a.b"],
  ])("understands %s", (_name, text) => {
    expect(normalizeBearer(text)).toBe("eyJ.a.b");
  });

  test.each([
    ["nothing", ""],
    ["blanks", " \n"],
    ["the word alone", "Bearer "],
    ["quotes alone", '""'],
    ["two words", "eyJ.a b"],
    ["two lines", "eyJ.a\nX-Header: b"],
    ["an ellipsis copied from a page", "eyJhbGci…"],
  ])("refuses %s", (_name, text) => {
    expect(() => normalizeBearer(text)).toThrow(BearerError);
  });

  test("never quotes what it refuses", () => {
    expect(() => normalizeBearer("hunter2 hunter3")).toThrow(/^(?!.*hunter)/);
  });

  test("changes nothing the second time", () => {
    const token = fc.stringMatching(/^[A-Za-z0-9._~+/=-]+$/);
    fc.assert(
      fc.property(token, (text) => {
        fc.pre(!/^bearer$/i.test(text));
        expect(normalizeBearer(normalizeBearer(` Bearer ${text}`))).toBe(text);
      }),
    );
  });
});

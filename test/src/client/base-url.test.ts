// Which addresses of a tenant are taken, and how the others are refused.
import { describe, expect, test } from "@jest/globals";
import { BaseUrlError, parseBaseUrl } from "../../../src/client/index.js";

describe("parseBaseUrl", () => {
  test.each([
    ["plain", "https://acme.atlan.com", "https://acme.atlan.com/"],
    ["trailing slashes", "https://acme.atlan.com//", "https://acme.atlan.com/"],
    ["blanks around", "  https://acme.atlan.com\n", "https://acme.atlan.com/"],
    ["a port", "https://acme.atlan.com:8443", "https://acme.atlan.com:8443/"],
    ["http to a loopback address", "http://127.0.0.1:8080/", "http://127.0.0.1:8080/"],
    ["http to localhost", "http://localhost:8080", "http://localhost:8080/"],
    ["http to IPv6 loopback", "http://[::1]:8080", "http://[::1]:8080/"],
  ])("takes %s", (_name, text, url) => {
    expect(parseBaseUrl(text).href).toBe(url);
  });

  test.each([
    ["nothing", " ", "empty"],
    ["a bare host", "acme.atlan.com", "no_scheme"],
    ["a bare host with port", "acme.atlan.com:443", "no_scheme"],
    ["a scheme alone", "https://", "not_a_url"],
    ["another scheme", "ftp://acme.atlan.com", "scheme"],
    ["a path", "https://acme.atlan.com/api/service", "path"],
    ["a query", "https://acme.atlan.com/?a=1", "path"],
    ["a fragment", "https://acme.atlan.com/#home", "path"],
    ["http to the network", "http://acme.atlan.com", "plain_http"],
    ["http to a name that begins like loopback", "http://127.0.0.1.example.com", "plain_http"],
    ["credentials", "https://amira:hunter2@acme.atlan.com", "credentials"],
  ])("refuses %s", (_name, text, problem) => {
    const refuse = () => parseBaseUrl(text);
    expect(refuse).toThrow(BaseUrlError);
    expect(refuse).toThrow(expect.objectContaining({ problem, code: "ATLAN_BASE_URL_INVALID" }));
  });

  test("does not quote credentials", () => {
    expect(() => parseBaseUrl("https://amira:hunter2@acme.atlan.com")).toThrow(/^(?!.*hunter2)/);
  });

  test.each(["https://acme.atlan.com/?token=hunter2", "https://acme.atlan.com#hunter2"])(
    "quotes no query: %s",
    (text) => {
      expect(() => parseBaseUrl(text)).toThrow('"https://acme.atlan.com');
      expect(() => parseBaseUrl(text)).toThrow(/^(?!.*hunter2)/);
    },
  );

  test("quotes what it refuses and says what it expects", () => {
    expect(() => parseBaseUrl("acme.atlan.com")).toThrow(
      'Cannot use base URL: "acme.atlan.com" has no scheme, expected https:// in front',
    );
  });
});

// Which addresses of a tenant are taken, and how the others are refused.
import { describe, expect, test } from "@jest/globals";
import { BaseUrlError, namesHost, parseBaseUrl } from "../../../src/client/index.js";

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

  test.each([
    ["a name", "http://tenant:8080", "tenant"],
    ["a name with a trailing dot", "http://tenant.ci.internal.:8080", "tenant.ci.internal."],
    ["a name in another case", "http://Tenant:8080", "TENANT"],
    ["RFC 1918", "http://10.1.2.3", "10.1.2.3"],
    ["RFC 1918, the second block", "http://172.31.255.255", "172.31.255.255"],
    ["RFC 1918, the third block", "http://192.168.0.1:80", "192.168.0.1"],
    ["RFC 4193", "http://[fd00::2]:8080", "fd00::2"],
    ["RFC 4193, in brackets", "http://[fd00::2]:8080", "[fd00::2]"],
    ["link-local", "http://169.254.1.1", " 169.254.1.1\n"],
  ])("takes http to the host that is allowed: %s", (_name, text, allowed) => {
    expect(parseBaseUrl(text, (hostname) => namesHost(allowed, hostname)).protocol).toBe("http:");
  });

  test.each([
    ["another host", "http://tenant", "other", "plain_http"],
    ["a name below it", "http://a.tenant", "tenant", "plain_http"],
    ["nothing allowed", "http://tenant", "", "plain_http"],
    ["everything allowed, as a pattern", "http://tenant", "*", "plain_http"],
    ["Atlan", "http://acme.atlan.com", "acme.atlan.com", "http_to_atlan"],
    ["Atlan, with a dot", "http://acme.atlan.com.:80", "acme.atlan.com.", "http_to_atlan"],
    ["a public address", "http://8.8.8.8", "8.8.8.8", "http_to_public"],
    ["a public address as a number", "http://134744072", "8.8.8.8", "http_to_public"],
    ["beside RFC 1918", "http://172.32.0.1", "172.32.0.1", "http_to_public"],
    ["a public address of IPv6", "http://[2001:db8::1]", "2001:db8::1", "http_to_public"],
    ["a public address in IPv6", "http://[::ffff:8.8.8.8]", "::ffff:808:808", "http_to_public"],
  ])("refuses http all the same to %s", (_name, text, allowed, problem) => {
    expect(() => parseBaseUrl(text, (hostname) => namesHost(allowed, hostname))).toThrow(
      expect.objectContaining({ problem }),
    );
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

// As `cdktf init` writes it, with @swc/jest in the place of ts-jest; either will do.
module.exports = {
  clearMocks: true,
  moduleFileExtensions: ["ts", "js", "json", "node"],
  transform: { "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" } } }] },
  testEnvironment: "node",
  testMatch: ["**/__tests__/**/*.ts"],
};

import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

// Debian's own Chromium, or the one that DESIREPATH_CHROMIUM names.
const chromium = process.env["DESIREPATH_CHROMIUM"] ?? "/usr/bin/chromium";
const pictures = process.env["VITE_PICTURES"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "core",
          environment: "node",
          include: ["test/core/**/*.test.ts", "test/run-node/**/*.test.ts"],
        },
      },
      {
        optimizeDeps: { include: ["minisearch"] },
        // axe-core is kept beside the browser tests of the console; pictures go where the one who asks for them says.
        server: { fs: { allow: ["..", ...(pictures ? [pictures] : [])] } },
        test: {
          name: "page",
          include: ["test/page/**/*.test.ts", "test/guides/**/*.test.ts", "test/run/**/*.test.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1440, height: 900 },
            provider: playwright({ launchOptions: { executablePath: chromium, args: ["--no-sandbox"] } }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});

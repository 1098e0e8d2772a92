import { defineConfig } from "vite";

export default defineConfig({
  build: {
    lib: { entry: "src/main.ts", formats: ["es"], fileName: () => "occuspace.js" },
    outDir: "../custom_components/occuspace/frontend",
    // The folder also holds Python modules.
    emptyOutDir: false,
    reportCompressedSize: false,
    sourcemap: false,
    target: "es2022",
    rolldownOptions: {
      output: {
        minify: true,
        // The licence asks for it.
        postBanner: "/*! Contains Lit. Copyright Google LLC, BSD-3-Clause */",
      },
    },
  },
});

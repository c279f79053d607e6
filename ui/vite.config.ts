import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { definesOwnProperties } from './frozen.config';

// Only index.html is built: dev/ (the window on recorded data) never reaches the bundle.
export default defineConfig({
  plugins: [definesOwnProperties(), svelte()],
  clearScreen: false,
  server: { port: 5173, strictPort: true, host: '127.0.0.1' },
  build: {
    target: ['safari17', 'chrome120'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    // A watchdog, far beyond what a test takes: a busy machine is no fault of it.
    testTimeout: 30_000,
    setupFiles: ['./src/test-setup.ts'],
  },
});

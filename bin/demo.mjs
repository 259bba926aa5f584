// npm run demo: the whole way of one case, as `npx collegium demo`.
process.argv.splice(2, 0, 'demo');
await import('./collegium.mjs');

import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';
import {defineConfig} from 'vite';
import {pages} from './src/app/pages.ts';

/** The server answers these paths with index.html: the client's own list, so that there is one. */
const listPages = {
  name: 'list-pages',
  generateBundle() {
    this.emitFile({type: 'asset', fileName: 'pages.json', source: JSON.stringify(Object.values(pages))});
  },
};

/** What pdf.js fetches by name: fonts that a PDF may leave out, and its reader of JPEG 2000 (docs/adr/0064). */
const pdfFiles = {
  name: 'pdf-files',
  generateBundle() {
    const manifest = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
    const {version} = JSON.parse(readFileSync(manifest, 'utf8'));
    const fonts = readdirSync(join(dirname(manifest), 'standard_fonts'))
      .filter((name) => /\.(pfb|ttf)$/.test(name))
      .map((name) => join('standard_fonts', name));
    for (const name of [...fonts, join('wasm', 'openjpeg_nowasm_fallback.js')])
      this.emitFile({
        type: 'asset',
        fileName: `assets/pdfjs-${version}/${name.replace(/^.*[\\/]/, '')}`,
        source: readFileSync(join(dirname(manifest), name)),
      });
  },
};

/** Compressed once here, as the files were written, rather than at each request. */
const compress = {
  name: 'compress',
  writeBundle({dir}, bundle) {
    for (const fileName of Object.keys(bundle)) {
      if (!/^assets\/.*\.(js|mjs|css|svg)$/.test(fileName)) continue;
      const file = join(dir, fileName);
      const source = readFileSync(file);
      const params = {[constants.BROTLI_PARAM_QUALITY]: 9};
      writeFileSync(`${file}.br`, brotliCompressSync(source, {params}));
      writeFileSync(`${file}.gz`, gzipSync(source, {level: 9}));
    }
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [listPages, pdfFiles, compress],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    manifest: 'manifest.json',
    modulePreload: {polyfill: false},
    // Nothing inline: the policy of the pages allows `self` alone.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      // `use client` means nothing here: there is no server side.
      onLog(level, log, report) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
});

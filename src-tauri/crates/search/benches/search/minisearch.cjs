// Times queries on MiniSearch with prefixes and slips. minisearch.cjs UNITS QUERIES: prints the milliseconds of each query.
'use strict';
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const readline = require('node:readline');

const folder = process.env.DRILLBOOK_MINISEARCH;
if (!folder) throw new Error('DRILLBOOK_MINISEARCH names no folder');
// By its name, so that the package itself says which of its files is meant.
const MiniSearch = createRequire(path.resolve(folder, 'package.json'))('minisearch');

async function main([units, asked]) {
  const index = new MiniSearch({ idField: 'number', fields: ['title', 'body'], storeFields: ['id', 'title', 'body'] });
  let number = 0;
  for await (const line of readline.createInterface({ input: fs.createReadStream(units) })) {
    index.add({ number: number++, ...JSON.parse(line) });
  }
  const all = JSON.parse(fs.readFileSync(asked, 'utf8'));
  const search = (query) => index.search(query, { prefix: true, fuzzy: 0.2 }).slice(0, 20);
  const queries = all.filter((_, nth) => nth % 4 < 2);
  for (const query of queries.slice(0, 20)) search(query);
  for (const query of queries) {
    const began = process.hrtime.bigint();
    search(query);
    console.log(Number(process.hrtime.bigint() - began) / 1e6);
  }
}

main(process.argv.slice(2));

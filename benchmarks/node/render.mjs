// Renders contexts with one peer and prints CPU milliseconds per document as JSON.
// Usage: node render.mjs PEER TEMPLATE CONTEXTS.json OUT.docx
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

const require = createRequire(import.meta.url);
const [peer, templateFile, contextFile, outFile] = process.argv.slice(2);
const template = readFileSync(templateFile);
const contexts = JSON.parse(readFileSync(contextFile, "utf8"));

const peers = {
  docxtemplater() {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    return async (data) => {
      const doc = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
      doc.render(data);
      return doc.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x"() {
    const { TemplateHandler } = require("easy-template-x");
    const handler = new TemplateHandler();
    return async (data) => handler.process(template, data);
  },
  carbone() {
    const render = promisify(require("carbone").render);
    return async (data) => render(templateFile, data);
  },
};

const render = peers[peer]();
const times = [];
let last = null;
for (const data of contexts) {
  const before = process.cpuUsage();
  last = await render(data);
  const used = process.cpuUsage(before);
  times.push((used.user + used.system) / 1000);
}
writeFileSync(outFile, last);
console.log(JSON.stringify({ times }));
process.exit(0);

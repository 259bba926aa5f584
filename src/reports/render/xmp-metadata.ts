const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * A text for the info dictionary. PDFKit reads its value there, but writes the same entry unescaped into the XMP packet
 * through `toString()`, where an ampersand would break the XML.
 */
class InfoText extends String {
  override toString(): string {
    return this.valueOf().replace(/[&<>"']/gu, (character) => escapes[character] ?? character);
  }
}

/** An entry of PDFKit's `info`, free of what XML 1.0 cannot hold (section 2.2). */
export function infoText(text: string): string {
  const legal = text
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(/[\p{Surrogate}\uFFFE\uFFFF]/gu, '\uFFFD');
  // Declared as string in PDFKit's types; it handles String objects, which is what its own writer makes of a string.
  return new InfoText(legal) as unknown as string;
}

/** Claims PDF/UA-1 and describes the property, which PDF/A asks of any schema not its own (ISO 19005-3, 6.6.2.3). */
export const pdfUaSchema = `
  <rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
    <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
  <rdf:Description rdf:about=""
      xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
      xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
    <pdfaExtension:schemas>
      <rdf:Bag>
        <rdf:li rdf:parseType="Resource">
          <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
          <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
          <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
          <pdfaSchema:property>
            <rdf:Seq>
              <rdf:li rdf:parseType="Resource">
                <pdfaProperty:name>part</pdfaProperty:name>
                <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                <pdfaProperty:category>internal</pdfaProperty:category>
                <pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
              </rdf:li>
            </rdf:Seq>
          </pdfaSchema:property>
        </rdf:li>
      </rdf:Bag>
    </pdfaExtension:schemas>
  </rdf:Description>`;

/** OpenAPI's words for a JSON object whose fields a form or a definition gives. */
export const anyObject = {type: 'object', additionalProperties: true} as const;

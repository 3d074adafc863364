import { _, type CodeKeywordDefinition } from 'ajv';
import { usePattern } from 'ajv/dist/vocabularies/code';
import pattern from 'ajv/dist/vocabularies/validation/pattern';

/** `maxLength` counts characters, of which one has at most two UTF-16 units. */
const UNITS_PER_CHARACTER = 2;

/**
 * The keyword `pattern`, but for text that is longer than `maxLength` beside it allows.
 *
 * That text is invalid already, and the time that an expression takes grows with it.
 */
export const boundedPattern: CodeKeywordDefinition = {
  ...pattern,
  code(context) {
    const { data, schema, parentSchema: { maxLength } } = context;
    const isMismatch = _`!${usePattern(context, schema)}.test(${data})`;
    context.fail(typeof maxLength === 'number' ? _`${data}.length <= ${maxLength * UNITS_PER_CHARACTER} && ${isMismatch}` : isMismatch);
  },
};

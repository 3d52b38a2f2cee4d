import { parse, type FieldDefinitionNode, type InputValueDefinitionNode } from 'graphql';
import { law } from '../../law.js';
import { type Repo, type Rule, type Violation } from '../repo.js';

/** Whoever reads the schema learns what each field and operation is for. */
export const schema: Rule = {
  names: ['schema'],
  check(repo: Repo): Violation[] {
    const path = law.schema;
    if (!repo.paths.includes(path)) return [];
    return parse(repo.text(path)).definitions.flatMap((definition) => {
      if (!('fields' in definition) || !definition.fields) return [];
      const fields: readonly (FieldDefinitionNode | InputValueDefinitionNode)[] = definition.fields;
      return fields.filter((field) => !field.description?.value.trim()).map((field) => ({
        rule: 'schema', path, line: field.loc?.startToken.line, says: `${definition.name.value}.${field.name.value} has no description: say what it is, in which unit`,
      }));
    });
  },
};

"""JSON Schema, as much of it as the schemas of this project use, and no more.

It is strict: a field that the schema does not name is a problem, and so is a word of JSON Schema that
this file does not know.
"""
import json
import re

TYPES = {'object': dict, 'array': list, 'string': str, 'integer': int, 'null': type(None)}
KNOWN = {'$schema', '$defs', '$ref', 'title', 'description', 'type', 'required', 'properties', 'items',
         'const', 'enum', 'oneOf', 'minimum', 'pattern', 'minItems', 'maxItems'}


class Schema:
    def __init__(self, path):
        with open(path, encoding='utf-8') as file:
            self.root = json.load(file)

    def resolve(self, reference):
        found = self.root
        for word in reference.removeprefix('#/').split('/'):
            found = found[word]
        return found

    def problems(self, value, schema=None, path='$'):
        schema = self.root if schema is None else schema
        unknown = set(schema) - KNOWN
        if unknown:
            yield f'the schema uses {unknown}, which this validator does not know'
        if '$ref' in schema:
            yield from self.problems(value, self.resolve(schema['$ref']), path)
        if 'oneOf' in schema:
            yield from self.problems_of_choice(value, schema['oneOf'], path)
        if 'const' in schema and not same(value, schema['const']):
            yield f'{path}: {value!r} is not {schema["const"]!r}'
        if 'enum' in schema and not any(same(value, one) for one in schema['enum']):
            yield f'{path}: {value!r} is none of {schema["enum"]!r}'
        if 'type' in schema and not is_of_type(value, schema['type']):
            yield f'{path}: {value!r} is not of type {schema["type"]}'
        elif 'minimum' in schema and value < schema['minimum']:
            yield f'{path}: {value} is less than {schema["minimum"]}'
        if isinstance(value, str) and not re.search(schema.get('pattern', ''), value):
            yield f'{path}: {value!r} does not match {schema["pattern"]}'
        if isinstance(value, dict) and 'properties' in schema:
            yield from self.problems_of_object(value, schema, path)
        if isinstance(value, list):
            if not schema.get('minItems', 0) <= len(value) <= schema.get('maxItems', len(value)):
                yield f'{path}: {len(value)} items'
        if isinstance(value, list) and 'items' in schema:
            for index, item in enumerate(value):
                yield from self.problems(item, schema['items'], f'{path}[{index}]')

    def problems_of_choice(self, value, choices, path):
        found = [list(self.problems(value, choice, path)) for choice in choices]
        fitting = found.count([])
        if fitting != 1:
            yield f'{path}: {fitting} choices fit, not one; nearest: {min(found, key=len)}'

    def problems_of_object(self, value, schema, path):
        for name in schema.get('required', []):
            if name not in value:
                yield f'{path}: {name} is missing'
        for name, item in value.items():
            if name in schema['properties']:
                yield from self.problems(item, schema['properties'][name], f'{path}.{name}')
            else:
                yield f'{path}: the schema does not name {name}'


def same(a, b):
    return type(a) is type(b) and a == b


def is_of_type(value, types):
    types = [types] if isinstance(types, str) else types
    return any(isinstance(value, TYPES[name]) and not isinstance(value, bool) for name in types)

/** A component of Swagger UI: a React component with whatever properties. */
type Component = (properties: Record<string, any>) => unknown;

/**
 * A plugin of Swagger UI: shows the operations only, since the page has a title of its own, and names what screen readers would not.
 *
 * @see https://swagger.io/docs/open-source-tools/swagger-ui/customization/plugin-api/
 */
export function accessibleContract({ React: { createElement } }: { React: { createElement: (...args: any[]) => unknown } }) {
  return {
    components: {
      ContractLayout: ({ getComponent }: Record<string, any>) => createElement('div', { className: 'swagger-ui' },
        createElement('h3', { className: 'for-screen-readers' }, 'Operation'),
        createElement(getComponent('operations', true)), createElement(getComponent('Models', true))),
    },
    wrapComponents: {
      // There is one operation: a group around it says nothing.
      OperationTag: () => ({ children }: Record<string, any>) => children,
      TextArea: (original: Component) => (properties: Record<string, any>) => createElement(original, { 'aria-label': 'Request body', ...properties }),
    },
  };
}

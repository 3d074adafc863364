/** A component of Swagger UI: a React component with whatever properties. */
type Component = (properties: Record<string, any>) => unknown;

type Action = (...args: any[]) => unknown;

interface React {
  readonly createElement: (...args: any[]) => unknown;
  readonly Fragment: unknown;
}

/**
 * A plugin of Swagger UI: shows the operations only, since the page has a title of its own, names what screen readers would not, and says
 * when nothing was sent.
 *
 * @see https://swagger.io/docs/open-source-tools/swagger-ui/customization/plugin-api/
 */
export function accessibleContract({ React: { createElement, Fragment } }: { React: React }) {
  return {
    components: {
      ContractLayout: ({ getComponent }: Record<string, any>) => createElement('div', { className: 'swagger-ui' },
        createElement('h3', { className: 'for-screen-readers' }, 'Operation'),
        createElement(getComponent('operations', true)), createElement(getComponent('Models', true))),
    },
    wrapComponents: {
      // There is one operation: a group around it says nothing.
      OperationTag: () => ({ children }: Record<string, any>) => children,
      TextArea: (original: Component) => (properties: Record<string, any>) => createElement(Fragment, null,
        createElement(original, { 'aria-label': 'Request body', ...properties }),
        // Swagger UI says it in a tooltip only.
        properties.title ? createElement('p', { className: 'request-error', role: 'alert' }, 'Nothing was sent: the request body is empty.') : null),
      JsonSchema_string: (original: Component) => (properties: Record<string, any>) => properties.disabled ? createElement(original, properties) :
        createElement('label', null, createElement('span', { className: 'for-screen-readers' }, properties.description), createElement(original, properties)),
    },
    statePlugins: {
      spec: {
        wrapActions: {
          // The first step of Execute: an earlier answer must not pass for the one to a request that is not sent.
          validateParams: (original: Action, { specActions }: { specActions: Record<string, Action> }) => (operation: [string, string]) => {
            specActions.clearResponse(...operation);
            return original(operation);
          },
        },
      },
    },
  };
}

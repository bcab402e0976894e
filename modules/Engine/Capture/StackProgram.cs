using Pulumi;

namespace Infra.Engine.Capture;

/// <summary>A Pulumi program that can be run again and again: it makes the root stack, and with it every resource.</summary>
/// <param name="Project">The project's name, as in Pulumi.yaml.</param>
/// <param name="Stack">The stack's name.</param>
/// <param name="Create">Makes the stack with the options it is given; called inside a deployment, once a run.</param>
public sealed record StackProgram(string Project, string Stack, Func<StackOptions, Stack> Create);

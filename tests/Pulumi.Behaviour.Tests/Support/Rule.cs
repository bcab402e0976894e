using System.Collections.Immutable;

namespace Pulumi.Behaviour.Tests;

[OutputType]
internal sealed class Rule
{
    public readonly string Action;
    public readonly ImmutableArray<int> Ports;
    public readonly string? Note;

    [OutputConstructor]
    private Rule(string action, ImmutableArray<int> ports, [OutputConstructorParameter("remark")] string? note)
    {
        Action = action;
        Ports = ports;
        Note = note;
    }
}

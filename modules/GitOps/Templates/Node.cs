namespace Infra.GitOps.Templates;

/// <summary>A part of a parsed template.</summary>
internal abstract record Node(int Line, int Column);

/// <summary>Text that is copied.</summary>
internal sealed record TextNode(string Text, int Line, int Column) : Node(Line, Column);

/// <summary>A pipeline whose value is printed, unless it declares a variable.</summary>
internal sealed record ActionNode(TemplatePipeline Pipeline, int Line, int Column) : Node(Line, Column);

/// <summary><c>if</c> or <c>with</c>, which also sets the dot.</summary>
internal sealed record BranchNode(bool SetsDot, TemplatePipeline Pipeline, IReadOnlyList<Node> Then, IReadOnlyList<Node> Else, int Line, int Column) : Node(Line, Column);

/// <summary><c>range</c> over a list or the sorted keys of a map.</summary>
internal sealed record RangeNode(string? KeyVariable, string? ValueVariable, TemplatePipeline Pipeline, IReadOnlyList<Node> Body, IReadOnlyList<Node> Else, int Line, int Column)
    : Node(Line, Column);

/// <summary>Commands joined by <c>|</c>; each is given the value of the one before as its last argument.</summary>
internal sealed record TemplatePipeline(string? Variable, bool Declares, IReadOnlyList<Command> Commands);

/// <summary>A function with its arguments, or one operand.</summary>
internal sealed record Command(IReadOnlyList<Operand> Operands);

/// <summary>Something with a value, and the fields that are taken from it.</summary>
internal abstract record Operand(IReadOnlyList<string> Fields, int Line, int Column);

/// <summary>A text, number, boolean or nil.</summary>
internal sealed record Literal(object? Value, IReadOnlyList<string> Fields, int Line, int Column) : Operand(Fields, Line, Column);

/// <summary>The dot.</summary>
internal sealed record DotOperand(IReadOnlyList<string> Fields, int Line, int Column) : Operand(Fields, Line, Column);

/// <summary>A variable; <c>$</c> is the data that the template was given.</summary>
internal sealed record VariableOperand(string Name, IReadOnlyList<string> Fields, int Line, int Column) : Operand(Fields, Line, Column);

/// <summary>A function.</summary>
internal sealed record FunctionOperand(string Name, int Line, int Column) : Operand([], Line, Column);

/// <summary>A pipeline in parentheses.</summary>
internal sealed record GroupOperand(TemplatePipeline Pipeline, IReadOnlyList<string> Fields, int Line, int Column) : Operand(Fields, Line, Column);

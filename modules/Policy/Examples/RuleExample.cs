using Infra.Policy.Subjects;

namespace Infra.Policy.Examples;

/// <summary>One example of a rule: what it looks like, and as an input that the rule can judge.</summary>
/// <param name="Text">The YAML of the example, LF, without its name.</param>
/// <param name="Input">The example as an input.</param>
public sealed record RuleExample(string Text, PolicyInput Input);

namespace Infra.Model.Values;

/// <summary>Why a text is not a value: the rule that it breaks and how to mend it. Never holds the text itself.</summary>
/// <param name="Rule">What holds for every such value, as a clause without a full stop.</param>
/// <param name="Mend">What to write instead, as one sentence.</param>
public sealed record Misfit(string Rule, string Mend);

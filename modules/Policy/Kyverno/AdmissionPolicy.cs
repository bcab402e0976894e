using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Policy.Kyverno;

/// <summary>What admission can check of one rule.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Kinds">The kinds that are matched, as Kyverno names them.</param>
/// <param name="Scope">Where they are matched.</param>
/// <param name="Check">The YAML below <c>validate:</c> beside action and message, LF, without indentation.</param>
internal sealed record AdmissionPolicy(string Rule, string Kinds, AdmissionScope Scope, string Check)
{
    /// <summary>The keys of which one signed each image; then the check is that of images, below <c>verifyImages:</c>. Default: none.</summary>
    public ImmutableArray<PublicKey> ImageKeys { get; init; } = [];
}

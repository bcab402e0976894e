using System.Collections.Immutable;
using Infra.Delivery.Approvals;

namespace Infra.Pipeline.Approving;

/// <summary>What owners are asked: whether a change of the rules may be applied where nobody of the role <c>rules</c> can approve it.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Digest"><see cref="Delivery.KeptRules.RulesBundle.Content"/> of the rules that are to be applied.</param>
/// <param name="Commit">The commit that they stand in.</param>
/// <param name="Before">The commit of the rules that were approved before; empty where it is not known.</param>
/// <param name="Changed">What differs, by name.</param>
/// <param name="Owners">The owners by the rules that were approved before, in ordinal order.</param>
public sealed record OwnersQuestion(string Environment, string Digest, string Commit, string Before, ImmutableArray<string> Changed, ImmutableArray<ApprovalPerson> Owners);

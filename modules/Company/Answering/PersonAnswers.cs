using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Company.Answering;

/// <summary>A person of the company.</summary>
/// <param name="Name">What records call them.</param>
/// <param name="GitHub">Their number at GitHub.</param>
/// <param name="Email">The address of their commits.</param>
/// <param name="Roles">What they do.</param>
public sealed record PersonAnswers(KubernetesName Name, GitHubId GitHub, string Email, ImmutableArray<CompanyRole> Roles);

using Infra.Company.Answering;

namespace Infra.Pipeline.Starting;

/// <summary>What is asked of <c>infra init</c>.</summary>
/// <param name="Answers">The answers.</param>
/// <param name="Replace">Whether a company that is there already is replaced; git must have all of it.</param>
public sealed record InitRequest(CompanyAnswers Answers, bool Replace);

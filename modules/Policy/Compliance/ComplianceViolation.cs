using Infra.Policy.Judging;

namespace Infra.Policy.Compliance;

/// <summary>A requirement that is violated at one place.</summary>
/// <param name="Guideline">The framework.</param>
/// <param name="Requirement">The number or name in it.</param>
/// <param name="Details">What stands where, and what must.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Penalty">What it can cost, one sentence.</param>
/// <param name="Finding">What was found.</param>
public sealed record ComplianceViolation(Framework Guideline, string Requirement, string Details, Severity Severity, string Penalty, Finding Finding);

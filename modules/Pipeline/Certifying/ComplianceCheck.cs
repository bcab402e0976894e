using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Pipeline.Checking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Policy.Compliance;
using Infra.Settings.Companies;

namespace Infra.Pipeline.Certifying;

/// <summary>How far an environment meets the frameworks that bind the company.</summary>
public sealed class ComplianceCheck(Host host, Repository repository)
{
    /// <summary>Makes the report.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="backend">Whose plan is evaluated: of the emulator it is a dry run, and never a certificate.</param>
    /// <param name="industry">What the company does; null for what <c>stacks/company.yaml</c> says.</param>
    /// <param name="tags">What services are.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">There is no such stack, or the company is not known.</exception>
    public async Task<ComplianceReport> RunAsync(string environment, string backend, Industry? industry, IReadOnlyList<string> tags, CancellationToken cancellation)
    {
        CompanySettings company = repository.Company() ?? throw new InfraException(
            ErrorKind.Configuration, $"{CompanyFile.Path} does not exist, so it is not known which frameworks bind. Write name, country and industry there ({CompanyFile.Format.Name}.md in stacks/schema lists them).");
        if (industry is { } other && other.Title() != company.Industry && backend != BackendNames.Local)
        {
            throw new InfraException(ErrorKind.Configuration, $"--industry is {other.Title()}, and {CompanyFile.Path} says {company.Industry}: a report of the real cloud is about the company as it is. Leave it out, or use the local backend.");
        }

        Plan plan = await new StackBackends(host, repository).Of(environment, backend).PreviewAsync(cancellation);
        return ComplianceReport.Of(
            new PolicyCheck(host, repository).OfStack(environment, plan),
            company.Country,
            industry ?? Enum.GetValues<Industry>().Single(i => i.Title() == company.Industry),
            tags,
            host.Clock.GetUtcNow(),
            plan.Digest,
            new Sealer(host, repository).Evidence(environment, plan),
            isDryRun: backend == BackendNames.Local);
    }
}

using System.CommandLine;
using Infra.Delivery.Calendars;
using Infra.Delivery.Gates;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;
using Infra.Policy.Reports;

namespace Infra.Cli;

/// <summary>The names that completion knows: of environments, applications, people, roles and resources, as the files of the repository have them now.</summary>
/// <param name="host">The machine.</param>
internal sealed class SuggestedNames(Host host)
{
    /// <summary>The values of an argument or option, by the name that help shows for it. What cannot be read completes nothing, and says nothing on the line that is being typed.</summary>
    /// <param name="parsed">The words before.</param>
    /// <param name="name">That name, such as <c>ENV</c>.</param>
    public IEnumerable<string> Of(ParseResult parsed, string name)
    {
        try
        {
            return [.. Names(parsed, name)];
        }
        catch (Exception unreadable) when (unreadable is InfraException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private IEnumerable<string> Names(ParseResult parsed, string name) => name switch
    {
        "ENV" or "FROM" or "TO" => Repository.Find(host).Stacks(),
        "APP" => Applications(),
        "NAME=COMMIT" => Applications().Select(a => $"{a}="),
        "NAME" when parsed.CommandResult.Command.Name == "hotfix" => Applications(),
        "NAME" => Recorded(parsed),
        "PERSON" => Repository.Find(host).Approvals().People.Select(p => p.Name),
        "ROLE" => Repository.Find(host).Approvals().Roles.Select(r => r.Name),
        "CLASS" => ChangeClassName.All,
        "GATE" => EvidenceCheck.Gates.Select(g => $"{g}"),
        "ID" when parsed.CommandResult.Command.Name == "explain" => RuleCatalog.All.Select(r => r.Info.Id),
        _ => [],
    };

    private IEnumerable<string> Applications()
    {
        Repository repository = Repository.Find(host);
        return repository.Environments().SelectMany(e => repository.Releasable(e).Catalog.Apps.Select(a => $"{a.Name}"));
    }

    private IEnumerable<string> Recorded(ParseResult parsed) =>
        parsed.GetValue<string>("ENV") is { } stack ? new StackBackends(host, Repository.Find(host)).Bare(StackName.Of(stack)).Recorded().Select(r => r.Urn.Name) : [];
}

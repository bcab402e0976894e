using Infra.Delivery.Approvals;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Approving;

/// <summary>
/// Who is at the keyboard, as far as the machine can say. It is a name and proves nothing: it decides in a dry run alone. On a real backend the key
/// that signs says who somebody is, or GitHub does.
/// </summary>
/// <param name="Name">The person of <c>stacks/delivery/approvals.yaml</c>, or else the account.</param>
/// <param name="Person">That person; null where the file does not know the account.</param>
/// <param name="Source">What says so, such as <c>git config user.email</c>.</param>
/// <param name="Email">The address that git has; null where it has none, or is not asked because this is a job.</param>
public sealed record ActingPerson(string Name, ApprovalPerson? Person, string Source, string? Email)
{
    /// <summary>Finds out who it is: whom <c>--as</c> names, the account at GitHub in a job, the owner of git's address, or the account of the machine.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="named">The person that <c>--as</c> names; null where it is not given.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfraException">Nobody has the name that <c>--as</c> gives, or <c>approvals.yaml</c> has problems.</exception>
    public static async Task<ActingPerson> FindAsync(Host host, Repository repository, string? named, CancellationToken cancellation)
    {
        ApprovalSettings settings = repository.Approvals();
        string? email = host.IsJob || !repository.IsGit ? null : await repository.Git.SettingAsync("user.email", cancellation);
        if (named is not null)
        {
            return settings.Person(named) is { } chosen
                ? new(chosen.Name, chosen, "--as", email)
                : throw new InfraException(ErrorKind.Configuration, $"--as is '{Printable.Text(named)}', and stacks/delivery/approvals.yaml knows nobody of that name. There are: {string.Join(", ", settings.People.Select(p => p.Name))}.");
        }

        // An address and nothing else: a name or a number would be found by IsNamed as well.
        bool runs = !string.IsNullOrEmpty(host.Variable("GITHUB_ACTOR_ID")) || !string.IsNullOrEmpty(host.Variable("GITHUB_ACTOR"));
        if (!runs && email?.Contains('@', StringComparison.Ordinal) == true && settings.People.FirstOrDefault(p => p.IsNamed(email)) is { } owner)
        {
            return new(owner.Name, owner, "git config user.email", email);
        }

        string account = AuditTrail.Actor(host, repository);
        string source = runs ? "the account at GitHub" : account == "unknown" ? "no account" : "the account of this machine";
        return new(account, settings.Person(account), source, email);
    }

    /// <summary>The same machine, on which this person acts.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="backend">The backend: on a real one nobody is taken at a word, and the machine stays as it is.</param>
    public Host On(Host host, string backend) => backend == BackendNames.Local ? host with { Acting = Name } : host;

    /// <summary>Refuses a name that was given where names decide nothing.</summary>
    /// <exception cref="InfraException">It is given for a real backend.</exception>
    public static void RequireDryRun(string? named, string backend)
    {
        if (named is not null && backend != BackendNames.Local)
        {
            throw new InfraException(
                ErrorKind.Configuration, $"--as counts in a dry run alone. On the {backend} backend the key that INFRA_SIGNING_KEY_FILE names says who you are, or GitHub does; leave --as out.");
        }
    }
}

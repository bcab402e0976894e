using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Recording;

/// <summary>Makes sure, before anything is signed, that the list trusts the key at hand now: what another key signs counts nowhere.</summary>
public static class ListedKey
{
    /// <summary>The person who signs an approval with a key.</summary>
    /// <param name="settings">The list.</param>
    /// <param name="key">The key at hand.</param>
    /// <param name="actor">Whose account this is. Nothing proves it; but where it is that of a person of the list, they took somebody else's key.</param>
    /// <param name="now">When it is signed.</param>
    /// <exception cref="InfraException">The key is listed for nobody, for another person, or not for now.</exception>
    public static ApprovalPerson Owner(ApprovalSettings settings, SigningKey key, string actor, DateTimeOffset now)
    {
        string id = key.Id;
        ApprovalPerson owner = settings.People.FirstOrDefault(p => p.Keys.Any(k => k.Id == id))
            ?? throw new InfraException(ErrorKind.Configuration, $"stacks/delivery/approvals.yaml lists the key {id} for nobody. Add it below keys: of its person.");
        if (settings.Person(actor) is { } other && other.Name != owner.Name)
        {
            throw new InfraException(
                ErrorKind.Configuration, $"stacks/delivery/approvals.yaml lists the key {id} for {owner.Name}, and this is the account of {other.Name}: nobody signs for another. Name a key of {other.Name} with INFRA_SIGNING_KEY_FILE.");
        }

        return OfTime(owner.Keys, id, now, "delivery/approvals.yaml", $"keys: of {owner.Name}") is { } problem ? throw new InfraException(ErrorKind.Configuration, problem) : owner;
    }

    /// <summary>Makes sure that a key is listed for somebody or for the pipeline now.</summary>
    /// <exception cref="InfraException">It is not.</exception>
    public static void RequireAny(Repository repository, SigningKey key, DateTimeOffset now)
    {
        string id = key.Id;
        if (!repository.Gates().Keys.Concat(repository.Approvals().People.SelectMany(p => p.Keys)).Any(k => k.Id == id && k.IsTrusted(now) && k.IsFor(AuditRecord.Purpose)))
        {
            throw new InfraException(
                ErrorKind.Configuration, $"Neither stacks/delivery/approvals.yaml nor stacks/delivery/gates.yaml lists the key {id} for now, so nobody would believe what it signs. List its public half, which `infra approvals key` shows, or name another key with INFRA_SIGNING_KEY_FILE.");
        }
    }

    /// <summary>Why what a key signs now is not believed; null where it is.</summary>
    /// <param name="settings">The list.</param>
    /// <param name="key">The key.</param>
    /// <param name="purpose">What it signs: <see cref="Envelope.Purpose"/> or <see cref="Evidence.Purpose"/>.</param>
    /// <param name="now">When.</param>
    public static string? Problem(GatesSettings settings, SigningKey key, string purpose, DateTimeOffset now)
    {
        string id = key.Id;
        return settings.Keys.All(k => k.Id != id)
            ? $"stacks/delivery/gates.yaml does not list the key {id}, so nobody believes what it signs. List its public half, which `infra approvals key` shows, below keys:, or name another key with INFRA_SIGNING_KEY_FILE."
            : settings.Keys.Where(k => k.Id == id).All(k => !k.IsFor(purpose))
            ? $"The key {id}, {settings.Keys.First(k => k.Id == id).Name} of stacks/delivery/gates.yaml, does not sign {(purpose == Envelope.Purpose ? "envelopes" : purpose)} by what is written below its signs. Name another key with INFRA_SIGNING_KEY_FILE, or write it there."
            : OfTime(settings.Keys, id, now, "delivery/gates.yaml", "keys:");
    }

    private static string? OfTime(IEnumerable<VerifyingKey> keys, string id, DateTimeOffset now, string file, string where)
    {
        VerifyingKey[] listed = [.. keys.Where(k => k.Id == id)];
        if (listed.Any(k => k.IsTrusted(now)))
        {
            return null;
        }

        // A key that is listed twice is named by the time that begins next, or else by the one that ended last.
        VerifyingKey? next = listed.Where(k => k.From > now).MinBy(k => k.From);
        VerifyingKey named = next ?? listed.MaxBy(k => k.Until)!;
        string time = next is null ? $"ended at {Moment.Text(named.Until)}" : $"begins at {Moment.Text(named.From)}";
        return $"The key {id}, {named.Name} of stacks/{file}, {time}, and now it is {Moment.Text(now)}: what it signs now counts nowhere. Name one that is listed for now with INFRA_SIGNING_KEY_FILE, or list the next below {where}.";
    }
}

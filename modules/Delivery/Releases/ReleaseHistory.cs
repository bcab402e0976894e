using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;

namespace Infra.Delivery.Releases;

/// <summary>The releases of one environment, newest first.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Entries">What it was given; at least one, the first is what it has now.</param>
public sealed record ReleaseHistory(string Environment, ImmutableArray<ReleaseEntry> Entries)
{
    private const int ShortestName = 7;
    private const int Shown = 10;

    /// <summary>What it has now.</summary>
    public ReleaseEntry Current => Entries[0];

    /// <summary>The earlier releases, each once, newest first; the present one is not among them.</summary>
    public IEnumerable<ReleaseEntry> Earlier => Entries.Where(e => e.Id != Current.Id).DistinctBy(e => e.Id);

    /// <summary>The earlier releases that reached every region: a phase of a rollout is nothing to go back to.</summary>
    public IEnumerable<ReleaseEntry> Whole => Earlier.Where(e => !e.Release.IsOnItsWay);

    /// <summary>The last release that was good in every region: the newest earlier one that an update was seen to succeed with, else the one before the present one. From a phase of a rollout that is the release before it began.</summary>
    /// <param name="succeeded">The releases that updates succeeded with, by the audit record.</param>
    /// <exception cref="InfraException">There is no earlier one.</exception>
    public ReleaseEntry LastGood(IEnumerable<ReleaseId> succeeded)
    {
        HashSet<ReleaseId> good = [.. succeeded];
        return Whole.FirstOrDefault(e => good.Contains(e.Id)) ?? Whole.FirstOrDefault() ?? throw new InfraException(
            ErrorKind.Configuration,
            Current.Release.Platform.IsCommit
                ? $"{Environment} has had one release only, {Current.Id}, so there is none to go back to. Revert the change instead."
                : $"{Environment} follows the branch {Current.Release.Platform} and has no earlier release. Revert the commit on that branch instead.");
    }

    /// <summary>What an application ran before its present hotfix, in every region that the release reaches; null where it never ran anything else.</summary>
    /// <param name="app">Its name.</param>
    /// <param name="failed">Commits that it does not go back to, because they failed there.</param>
    public GitRevision? RevisionBefore(string app, IReadOnlyCollection<GitRevision> failed)
    {
        GitRevision present = Current.Release.Reached.RevisionOf(app);
        return Entries.Select(e => e.Release.Reached.RevisionOf(app)).FirstOrDefault(r => r != present && !failed.Contains(r));
    }

    /// <summary>The earlier release that a person named.</summary>
    /// <param name="text">Its digest, or at least 7 digits that it begins with.</param>
    /// <exception cref="InfraException">None of them is meant, or several.</exception>
    public ReleaseEntry Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string digits = text.StartsWith("sha256:", StringComparison.Ordinal) ? text["sha256:".Length..] : text;
        if (digits.Length is < ShortestName or > 64 || !digits.All(char.IsAsciiHexDigitLower))
        {
            throw new InfraException(
                ErrorKind.Configuration, $"--to is '{(text.Length <= 80 ? text : Printable.Cut(text, 80) + "...")}'; a release is named by {ShortestName} to 64 hexadecimal digits of its digest. {Known}");
        }

        ReleaseEntry[] meant = [.. Entries.DistinctBy(e => e.Id).Where(e => e.Id.IsMeantBy(digits))];
        return meant switch
        {
            [] => throw new InfraException(ErrorKind.Configuration, $"{Environment} never had the release {digits}. {Known}"),
            [var one] when one.Id == Current.Id => throw new InfraException(ErrorKind.Configuration, $"{Environment} has the release {one.Id} now, so there is nothing to go back to. {Known}"),
            [{ Release.IsOnItsWay: true } one] => throw new InfraException(ErrorKind.Configuration, $"{one.Id} of {Environment} was a phase of a rollout and had not reached {string.Join(", ", one.Release.Regions.Keys)}, so it is nothing to go back to. {Known}"),
            [var one] => one,
            _ => throw new InfraException(ErrorKind.Configuration, $"{digits} could be {string.Join(" or ", meant.Select(m => m.Id.Short))} of {Environment}. Write more digits."),
        };
    }

    private string Known
    {
        get
        {
            string[] earlier = [.. Whole.Take(Shown).Select(e => e.Id.Short)];
            return earlier.Length == 0 ? "There is no earlier one." : $"Earlier ones, newest first: {string.Join(", ", earlier)}.";
        }
    }
}

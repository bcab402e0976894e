namespace Infra.Settings.Waivers;

/// <summary>A violation that somebody answers for until a day.</summary>
/// <param name="Name">What it is called, unique in the file.</param>
/// <param name="Rule">The id of the rule, <c>GKE001</c>.</param>
/// <param name="Resource">What it is about, as findings name it; <c>*</c> stands for any characters inside one name.</param>
/// <param name="Reason">Why.</param>
/// <param name="Owner">The group that mends it.</param>
/// <param name="Approver">The group that let it through; another one.</param>
/// <param name="Expires">From when on it counts no more, UTC.</param>
/// <param name="Line">Where it stands in the file, from 1.</param>
public sealed record Waiver(string Name, string Rule, string Resource, string Reason, string Owner, string Approver, DateTimeOffset Expires, int Line);

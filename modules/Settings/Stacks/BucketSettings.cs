using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>A bucket of the stack.</summary>
/// <param name="Purpose">What it is for; its name is the project and this.</param>
/// <param name="Location">The region that it is in.</param>
/// <param name="KeepVersions">How many newer versions make an old one ready to be deleted.</param>
/// <param name="SoftDeleteDays">Days for which a deleted object can be brought back, 7 to 90.</param>
public sealed record BucketSettings(GceName Purpose, Region Location, int KeepVersions, int SoftDeleteDays)
{
    internal static ObjectKind Kind { get; } = new(
        new Setting("location", TextKind.Of<Region>(), "The region that the bucket is in."),
        new Setting("keepVersions", new NumberKind(1, 1000, "versions"), "An old version is deleted once this many are newer and the tier's retention is over.") { Default = "20" },
        new Setting("softDeleteDays", new NumberKind(7, 90, "days"), "Days for which a deleted object can be brought back.") { Default = "30" });

    internal static BucketSettings Bind(CheckedNode node) => new(
        (GceName)node.Key!,
        node.Get<Region>("location"),
        node.Get<int>("keepVersions"),
        node.Get<int>("softDeleteDays"));
}

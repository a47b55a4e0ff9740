using System.Text.Json.Serialization.Metadata;

namespace MindBot.Silo.Storage;

/// <summary>Settings of <see cref="GrainStorage"/>.</summary>
public sealed class GrainStorageOptions
{
    /// <summary>Source-generated JSON contexts of the state types. Types that none of them knows are read by reflection.</summary>
    public IList<IJsonTypeInfoResolver> JsonResolvers { get; } = [];
}

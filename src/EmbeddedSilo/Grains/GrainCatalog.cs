using System.Collections.Concurrent;
using System.Reflection;
using MindBot.EmbeddedSilo.Hosting;
using Orleans;
using Orleans.Metadata;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Grains;

/// <summary>The grain classes of the silo, by type and by interface.</summary>
internal sealed class GrainCatalog
{
    private const string Suffix = "grain";

    // Most types of an assembly are none: they are looked through once a process, since simulations start thousands of silos.
    private static readonly ConcurrentDictionary<Assembly, Type[]> Known = new();

    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly ILookup<Type, GrainClass> _byInterface;
    private readonly ConcurrentDictionary<(Type, string?), GrainClass> _resolved = new();

    /// <exception cref="InvalidOperationException">Two classes have the same grain type.</exception>
    public GrainCatalog(EmbeddedSiloOptions options, IServiceProvider services)
    {
        foreach (var type in options.GrainAssemblies.Distinct().SelectMany(GrainClassesOf))
        {
            var grainClass = new GrainClass(type, TypeOf(type, services), [.. type.GetInterfaces().Where(IsGrainInterface)], options);
            if (!_byType.TryAdd(grainClass.GrainType, grainClass))
                throw new InvalidOperationException($"{type} and {_byType[grainClass.GrainType]} both are the grain type \"{grainClass.GrainType}\".");
        }

        _byInterface = _byType.Values
            .SelectMany(static c => c.Interfaces, static (grainClass, type) => (grainClass, type))
            .ToLookup(static pair => pair.type, static pair => pair.grainClass);
    }

    public GrainClass? Find(GrainType type) => _byType.GetValueOrDefault(type);

    /// <summary>The class behind <paramref name="grainInterface"/>, whose full name starts with <paramref name="prefix"/> if one is given.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    public GrainClass Resolve(Type grainInterface, string? prefix) =>
        _resolved.GetOrAdd((grainInterface, prefix), static (key, catalog) => catalog.ResolveNew(key.Item1, key.Item2), this);

    private static Type[] GrainClassesOf(Assembly assembly) =>
        Known.GetOrAdd(assembly, static assembly => [.. assembly.GetTypes().Where(IsGrainClass)]);

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && type.IsAssignableTo(typeof(IGrain))
        && !type.IsAssignableTo(typeof(GrainReference));

    private static bool IsGrainInterface(Type type) =>
        type.IsAssignableTo(typeof(IGrain)) && type != typeof(IGrain) && type != typeof(IGrainWithStringKey);

    private static GrainType TypeOf(Type type, IServiceProvider services)
    {
        if (type.GetCustomAttributes().OfType<IGrainTypeProviderAttribute>().FirstOrDefault() is { } named) return named.GetGrainType(services, type);

        var name = type.Name.ToLowerInvariant();
        return GrainType.Create(name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name);
    }

    private GrainClass ResolveNew(Type grainInterface, string? prefix)
    {
        var candidates = _byInterface[grainInterface]
            .Where(c => prefix is null || c.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))
            .ToArray();
        return candidates switch
        {
            [var only] => only,
            [] => throw new ArgumentException($"Could not find an implementation for interface {grainInterface}"),
            _ => throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {grainInterface}. "
                + $"Candidates: {string.Join<GrainClass>(", ", candidates)}"),
        };
    }
}

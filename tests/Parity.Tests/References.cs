using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MindBot.Parity.Tests;

/// <summary>What a compiled assembly of ours refers to. The compiler leaves out what the source does not use.</summary>
internal static class References
{
    public static List<string> Types(string assembly) =>
        Read(assembly, reader => reader.TypeReferences.Select(reader.GetTypeReference)
            .Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}"));

    public static List<string> Assemblies(string assembly) =>
        Read(assembly, reader => reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)));

    private static List<string> Read(string assembly, Func<MetadataReader, IEnumerable<string>> select)
    {
        using var stream = File.OpenRead(BuildFacts.OwnAssembly(assembly));
        using var image = new PEReader(stream);
        return [.. select(image.GetMetadataReader())];
    }
}

namespace MindBot.Parity.Tests.Api;

/// <summary>With <see cref="Changed"/>, pairs of types that differ in one thing each.</summary>
public static class Original
{
    public interface IParameterName { void Do(int count); }
    public interface IParameterType { void Do(int count); }
    public interface IDefaultValue { void Do(int count = 1); }
    public interface INoLongerOptional { void Do(int count = 1); }
    public interface IResult { Task<int> Do(); }
    public interface IConstraint { void Do<T>(T value) where T : class, IDisposable; }
    public interface ITypeConstraint<T> where T : IDisposable;
    public interface IVariance<out T>;
    public interface IAbstractMember { void Do() { } }
    public interface IMoreToImplement { void Do(); void DoMore(); }
    public interface IInitOnly { int Count { get; init; } }
    public interface IOutParameter { void Do(out int count); }
    public interface IArityOfTuple { Task<(int, string)> Do(); }
    public interface IBaseInterface;
    public class Kind;
    public class BaseType : Exception;
    public class Virtual { public virtual void Do() { } }
    public class Constant { public const int Count = 1; }
    public class Required { public required int Count { get; set; } }
    public class ObsoleteMember { [Obsolete("sample")] public void Do() { } }
    public enum Value { None, Some }
    public enum Size;
    [AttributeUsage(AttributeTargets.Class)] public sealed class TargetAttribute : Attribute;
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)] public sealed class MultipleAttribute : Attribute;
    [AttributeUsage(AttributeTargets.Class, Inherited = false)] public sealed class InheritedAttribute : Attribute;
    [AttributeUsage(AttributeTargets.Class)] public sealed class UsageAttribute : Attribute;
}

/// <inheritdoc cref="Original"/>
public static class Changed
{
    public interface IParameterName { void Do(int number); }
    public interface IParameterType { void Do(long count); }
    public interface IDefaultValue { void Do(int count = 2); }
    public interface INoLongerOptional { void Do(int count); }
    public interface IResult { Task<long> Do(); }
    public interface IConstraint { void Do<T>(T value) where T : IDisposable; }
    public interface ITypeConstraint<T>;
    public interface IVariance<T>;
    public interface IAbstractMember { void Do(); }
    public interface IMoreToImplement { void Do(); }
    public interface IInitOnly { int Count { get; set; } }
    public interface IOutParameter { void Do(ref int count); }
    public interface IArityOfTuple { Task<(int, string, int)> Do(); }
    public interface IBaseInterface : IDisposable;
    public sealed class Kind;
    public class BaseType : InvalidOperationException;
    public class Virtual { public void Do() { } }
    public class Constant { public const int Count = 2; }
    public class Required { public int Count { get; set; } }
    public class ObsoleteMember { public void Do() { } }
    public enum Value { Some, None }
    public enum Size : byte;
    [AttributeUsage(AttributeTargets.Struct)] public sealed class TargetAttribute : Attribute;
    [AttributeUsage(AttributeTargets.Class)] public sealed class MultipleAttribute : Attribute;
    [AttributeUsage(AttributeTargets.Class)] public sealed class InheritedAttribute : Attribute;
    public sealed class UsageAttribute : Attribute;
}

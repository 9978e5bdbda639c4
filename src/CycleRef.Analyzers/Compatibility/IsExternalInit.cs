using System.ComponentModel;

// The compiler asks for this type when a record or an init accessor is declared; netstandard2.0 lacks it.
namespace System.Runtime.CompilerServices;

[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
